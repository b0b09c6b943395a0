"""What the editor's page shows: the whole table, or of a large one the goals that are open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from plans.editor.rows import Rows, Wording, columns, read_rows
from plans.editor.tree import Tree, read_tree
from plans.models import Partner, Plan
from plans.ownership import Rights
from welfareplans.organisations.models import User

# A plan with more measures opens its goals one at a time.
FOLDS_OVER = 100


@dataclass(frozen=True)
class Table:
    """The table as one person edits it. opened: goals whose measures are shown, all of them unless `folds`;

    base: the address that everything of the plan begins with; owners: partners by key."""

    plan: Plan
    user_key: int
    tree: Tree
    rows: Rows
    opened: set[str]
    folds: bool
    base: str
    languages: tuple[str, ...]
    missing: dict[str, str]
    owners: dict[int, str]
    rights: Rights


def wording_of(plan: Plan) -> Wording:
    """Return in which language names are told to the reader, and the others in which they are looked for."""
    language = get_language() or "sv"
    return Wording(language, (language, *(code for code in plan.all_languages if code != language)))


def make_table(plan: Plan, user: User | AnonymousUser, opened: Iterable[str] = (), only: str = "") -> Table:
    """Return the table. opened: goals to open in a large plan; only: the node whose rows alone are wanted."""
    tree, rights, wording = read_tree(plan), Rights.of(user, plan), wording_of(plan)
    folds = sum(code[0] == "m" for code in tree.codes) > FOLDS_OVER
    goals = {code for code in tree.codes if code[0] == "g"}
    shown_goals = goals & {goal_of(tree, code) for code in opened} if folds else goals
    codes = [code for code in tree.codes if code[0] != "m" or tree.parents[code] in shown_goals or code == only]
    if only:
        codes = [code for code in codes if only in (code, tree.parents[code], tree.parents.get(tree.parents[code]))]
    return Table(
        plan=plan, user_key=user.pk or 0, tree=tree, rows=read_rows(plan, rights, codes, wording),
        opened=shown_goals, folds=folds, base=reverse("plans:plan_edit", args=[plan.slug]).removesuffix("edit/"),
        languages=tuple(plan.languages), owners=owners(plan, wording), rights=rights,
        missing={code: words_in(code) for code in plan.languages},
    )  # fmt: skip


def words_in(code: str) -> str:
    """Return what stands in an empty field of a language, in that language."""
    with override(code):
        return gettext("The translation is missing")


def owners(plan: Plan, wording: Wording) -> dict[int, str]:
    """Return the partners by key; a local addition names its own."""
    rows = Partner.objects.filter(plan=plan).values("pk", *columns("municipality__area__name"))
    return {row["pk"]: wording.of(row, "municipality__area__name") for row in rows}


def goal_of(tree: Tree, code: str) -> str:
    """Return the goal that has to be open for a node to be seen."""
    return tree.parents.get(code, "") if code[:1] == "m" else code


def remembered(text: str) -> list[str]:
    """Return the codes in a list of an address, such as g3,g7."""
    return [code for code in text.split(",") if code[:1] in ("g", "m") and code[1:].isascii() and code[1:].isdigit()]
