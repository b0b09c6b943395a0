"""What the laws ask of a plan, and what its readers look for, point by point.

The points are the laws' in our own words. Read on the day that `CHECKED` tells: for Finland the account that THL's
handbook of child welfare gives of section 12 of the Child Welfare Act (417/2007, as amended by 610/2022), for Denmark
section 15 of barnets lov (LBK 282 of 17 March 2025). For the other countries no law is claimed.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.models import Chapter

Key = Chapter.Key
CHECKED = datetime.date(2026, 11, 22)


@dataclass(frozen=True)
class Point:
    """One thing that the text should say. key: how chapters name it; chapter: the kind of chapter that says it."""

    key: str
    text: Any
    chapter: Chapter.Key


@dataclass(frozen=True)
class Law:
    """Where points are from. note: what else it says about the plan."""

    name: Any
    address: str
    note: Any


FINLAND = (
    Point(
        "fi12-conditions", _("In what conditions children and young people grow up, and how they are"), Key.CONDITIONS
    ),
    Point(
        "fi12-services",
        _("What is done, and which services there are, to promote their welfare and prevent problems"),
        Key.SERVICES,
    ),
    Point(
        "fi12-cooperation",
        _(
            "How authorities work together with each other and with the organisations and institutions that provide"
            " services for children and young people"
        ),
        Key.COOPERATION,
    ),
    Point("fi12-follow-up", _("How the plan is carried out and followed up"), Key.FOLLOW_UP),
)
FINLAND_COUNTY = (
    Point("fi12-need", _("How great the need for child welfare services is"), Key.CHILD_WELFARE),
    Point("fi12-resources", _("Which resources are set aside for child welfare services"), Key.CHILD_WELFARE),
    Point("fi12-system", _("What the child welfare services consist of"), Key.CHILD_WELFARE),
)
FINNISH_LAW = Law(
    _("Child Welfare Act (417/2007), section 12 as amended by Act 610/2022"),
    "https://www.finlex.fi/fi/lainsaadanto/2007/417",
    _(
        "The plan is reviewed at least every fourth year. Municipalities may make it together. The wellbeing services"
        " county has a plan of its own, which also covers child welfare services; the two are prepared together."
    ),
)
DENMARK = (
    Point(
        "dk15-coherence",
        _(
            "How the general and preventive work and the support for children and young people with special needs"
            " make one whole (subsection 1)"
        ),
        Key.SERVICES,
    ),
    Point(
        "dk15-abuse",
        _("How abuse of children and young people is prevented, noticed early and handled (subsection 2)"),
        Key.PREPAREDNESS,
    ),
    Point(
        "dk15-control",
        _(
            "How negative social control, honour-related conflicts and extremism are prevented, noticed and handled"
            " (subsection 3)"
        ),
        Key.PREPAREDNESS,
    ),
)
DANISH_LAW = Law(
    _("The Danish Children's Act (barnets lov), section 15"),
    "https://www.retsinformation.dk/eli/lta/2025/282",
    _(
        "The policy and the two plans of preparedness are in writing, adopted by the municipal council and published;"
        " the plans of preparedness are reviewed at least every fourth year. If they are documents of their own, say"
        " here where they are."
    ),
)
GENERAL = (
    Point("conditions", _("How children and young people live and feel here"), Key.CONDITIONS),
    Point("services", _("What is done to promote their welfare and prevent problems"), Key.SERVICES),
    Point("cooperation", _("Who works together, and how"), Key.COOPERATION),
    Point("follow-up", _("How the plan is followed up, and who gets to know"), Key.FOLLOW_UP),
)
READERS = (
    Point("purpose", _("What the plan is for, and whom it concerns"), Key.PURPOSE),
    Point("legal-basis", _("Which laws and decisions it rests on"), Key.LEGAL_BASIS),
    Point("preparation", _("How it was prepared, and how children and young people were heard"), Key.PREPARATION),
    Point("content", _("What it concentrates on, and why"), Key.CONTENT),
)
JOINT = (
    Point(
        "joint-decisions",
        _("Which municipalities take part, who leads, and that each council decides by itself"),
        Key.COOPERATION,
    ),
    Point("joint-own", _("What is common to all, and what each municipality adds for itself"), Key.CONTENT),
)
