"""A question to oneself."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label="Pilihan", max_length=160)
    is_correct = blocks.BooleanBlock(label="Benar", required=False)
    feedback = blocks.CharBlock(label="Penjelasan", max_length=300, help_text="Mengapa benar, atau mengapa belum tepat.")

    class Meta:
        icon = "tick"
        label = "Pilihan"


class QuestionValue(blocks.StructValue):
    @property
    def correct_count(self) -> int:
        return sum(bool(choice["is_correct"]) for choice in self["choices"])


class QuestionBlock(blocks.StructBlock):
    """Each choice opens to say whether it is right and why; it works without script and nothing is recorded."""

    question = blocks.CharBlock(label="Pertanyaan", max_length=240)
    choices = blocks.ListBlock(ChoiceBlock(), label="Pilihan", min_num=2, max_num=8)

    class Meta:
        icon = "help"
        label = "Coba jawab"
        description = "Pertanyaan pilihan dengan penjelasan; jawabannya tidak dicatat."
        template = "core/pages/blocks/question.html"
        value_class = QuestionValue
        preview_value = {
            "question": "Kapan cahaya jendela paling baik?",
            "choices": [
                {"text": "Pukul sembilan pagi", "is_correct": True, "feedback": "Cahaya lembut dan hampir putih."},
                {"text": "Tengah malam", "is_correct": False, "feedback": "Tidak ada cahaya jendela."},
            ],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned.correct_count == 0:
            raise StructBlockValidationError(
                block_errors={"choices": ValidationError("Tandai sedikitnya satu pilihan yang benar.")}
            )
        return cleaned
