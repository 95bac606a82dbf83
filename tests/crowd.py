"""A crowd of invented officials: mentions with names as frequent as they are in China, posts, lists and careers.

Surnames and given names are drawn so that a few are borne by many: of a hundred persons seven are called 王, and the
commonest full name is borne by one in some two thousand.
"""

import random
from itertools import accumulate

from gongbao.graph.persons import HeldPost, Mention

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余"
GIVEN = "伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉玲华红建国志海生福云峰成东立新"
CITIES = tuple(f"{one}{other}市" for one in "松柏云白青石金江" for other in "江川岭山水原")
UNITS = ("财政局", "水利局", "教育局", "民政局", "公安局", "司法局", "交通运输局", "卫生健康委员会")
TITLES = ("副局长", "局长", "总工程师", "巡视员", "副巡视员", "委员")


def crowd(mentions: int, *, seed: int = 1) -> list[Mention]:
    """Mentions of about a third as many persons, in lists of thirty."""
    rng = random.Random(seed)
    persons = [_person(rng) for _ in range(max(mentions // 3, 1))]
    return [_mention(rng, rng.choice(persons), number // 30, number) for number in range(mentions)]


Person = tuple[str, str, str, int, int]


def _person(rng: random.Random) -> Person:
    surname = rng.choices(SURNAMES, cum_weights=_zipf(len(SURNAMES)))[0]
    size = 1 if rng.random() < 0.2 else 2
    given = "".join(rng.choices(GIVEN, cum_weights=_zipf(len(GIVEN)), k=size))
    return (
        surname + given,
        rng.choice(CITIES),
        rng.choice(UNITS),
        rng.randrange(len(TITLES)),
        rng.randrange(2000, 2020),
    )


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 4) for rank in range(count)))


def _mention(rng: random.Random, person: Person, list_number: int, number: int) -> Mention:
    name, city, unit, title, year = person
    date = f"{year + rng.randrange(6)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    words = TITLES[(title + (rng.random() < 0.2)) % len(TITLES)]
    agency = f"{city}{unit}"
    post = HeldPost((city, agency, words), f"{agency}{words}", city, agency, words, words != "委员")
    return Mention(
        person=name,
        source=f"{list_number % 200}.txt",
        line=number,
        kind="seat",
        date=date,
        directive=f"云政办〔{date[:4]}〕{list_number}号",
        scope=f"{city}第{list_number}领导小组",
        staff=False,
        posts=() if rng.random() < 0.1 else (post,),
        group=(city, f"第{list_number}领导小组"),
    )
