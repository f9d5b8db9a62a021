from core.setup_steps import register_demo_seed


def register() -> None:
    register_demo_seed("Kelas contoh", "courses.demo.seed.seed", order=30)
