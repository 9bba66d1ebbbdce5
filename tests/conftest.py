"""What holds for every test: no deadlines on generated examples, since timings belong in benchmarks."""

from hypothesis import settings

settings.register_profile("overlooked", deadline=None)
settings.load_profile("overlooked")
