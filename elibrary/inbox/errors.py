class SourceError(Exception):
    """The place can't be looked into; ``sentence`` is Indonesian and says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
