"""How time passes between the commands of a random scenario: mostly slowly, now and then to an edge of some rule."""

from datetime import datetime, timedelta

from tests.model.slow_time import local
from tests.model.stage import Stage


def pass_time(stage: Stage) -> None:
    """Wait: mostly not at all or some minutes, now and then until a special moment."""
    ways = ("not", "minutes", "hours", "tomorrow", "days", "deadline", "weeks", "calendar", "half a year")
    way = stage.rng.choices(ways, (38, 42, 8, 2.5, 1.5, 4, 0.5, 0.8, 0.1))[0]
    if way == "minutes":
        stage.wait(minutes=stage.rng.randint(1, 59))
    elif way == "hours":
        stage.wait(hours=stage.rng.randint(1, 9), seconds=stage.rng.choice((0, 0, 1, 59)))
    elif way == "tomorrow":
        tomorrow = local(stage.now).date() + timedelta(days=1)
        stage.wait_until_wall(datetime(tomorrow.year, tomorrow.month, tomorrow.day, 9))
    elif way == "days":
        stage.wait(days=stage.rng.randint(1, 4))
    elif way == "deadline" and stage.deadlines():
        deadlines = stage.deadlines()
        deadline = min(deadlines) if stage.chance(75) else stage.rng.choice(deadlines)
        stage.wait_until(deadline + timedelta(seconds=stage.rng.choice((-1, 0, 0, 0, 1))))
    elif way == "weeks":
        stage.wait(days=stage.rng.randint(10, 40))
    elif way == "calendar":
        wait_until_special_day(stage)
    elif way == "half a year":
        stage.wait(days=stage.rng.randint(150, 200))


def wait_until_special_day(stage: Stage) -> None:
    """Go to the next midnight of the year, hour of a clock change, or day before a holiday, if that is not far."""
    year = stage.local_year()
    special = [
        datetime(year, 12, 31, 23, 59, 59),
        datetime(year + 1, 1, 1, 0, 0),
        datetime(2026, 3, 28, 2, 30),
        datetime(2026, 3, 29, 1, 59, 59),
        datetime(2026, 10, 24, 2, 30),
        datetime(2026, 10, 25, 2, 30),
        datetime(2027, 3, 28, 3, 0),
        datetime(2026, 4, 2, 16, 30),
        datetime(2027, 4, 23, 16, 30),
        datetime(2028, 2, 29, 12, 0),
    ]
    wall = local(stage.now).replace(tzinfo=None)
    near = [day for day in special if timedelta(0) < day - wall < timedelta(days=60)]
    if near:
        stage.wait_until_wall(stage.rng.choice(near))
        if stage.chance(30):
            stage.wait(hours=1)  # the same clock time again, when the clock went back
