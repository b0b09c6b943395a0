"""Every row of one plan, read by one statement, so that what is kept is what the plan said at one moment.

In SQL, because Django takes eight times as long to put a statement of this size together as PostgreSQL to answer it.
"""

# ruff: noqa: S608 - the statement is put together from constants only; the plan is a parameter.
import json
from typing import Any

from django.db import connection

from plans.models import Plan

Row = dict[str, Any]
Rows = dict[str, list[Row]]
OF_TREE = """plans_principle p JOIN plans_goal g ON g.principle_id = p.id JOIN plans_measure m ON m.goal_id = g.id"""
AREA = "a.kind, a.country, a.code, a.name_sv, a.name_fi, a.name_da"
# By name: the rows of the plan %(plan)s in the order in which they are told; whole rows where nothing else is said.
PARTS = {
    "plan": f"""
        SELECT t.*, m.slug AS municipality, {AREA} FROM plans_plan t JOIN organisations_municipality m
        ON m.id = t.municipality_id JOIN organisations_area a ON a.id = coalesce(t.area_id, m.area_id)
        WHERE t.id = %(plan)s""",
    "partners": f"""
        SELECT t.id, m.slug AS municipality, {AREA} FROM plans_partner t JOIN organisations_municipality m
        ON m.id = t.municipality_id JOIN organisations_area a ON a.id = m.area_id WHERE t.plan_id = %(plan)s
        ORDER BY t.id""",
    "committees": f"""
        SELECT t.*, m.slug AS municipality FROM organisations_committee t JOIN organisations_municipality m
        ON m.id = t.municipality_id WHERE t.id IN (
            SELECT r.committee_id FROM {OF_TREE} JOIN plans_responsibility r ON r.measure_id = m.id
            WHERE p.plan_id = %(plan)s
            UNION SELECT u.specified_by_id FROM plans_planindicator u WHERE u.plan_id = %(plan)s
            UNION SELECT s.committee_id FROM plans_milestone s WHERE s.plan_id = %(plan)s
            UNION SELECT r.committee_id FROM plans_reporter r JOIN plans_planindicator u ON u.id = r.plan_indicator_id
            WHERE u.plan_id = %(plan)s
        ) ORDER BY t.id""",
    "chapters": 'SELECT * FROM plans_chapter WHERE plan_id = %(plan)s ORDER BY "order", id',
    "contacts": "SELECT * FROM plans_contact WHERE plan_id = %(plan)s ORDER BY id",
    "sources": "SELECT * FROM plans_source WHERE plan_id = %(plan)s ORDER BY id",
    "milestones": "SELECT * FROM plans_milestone WHERE plan_id = %(plan)s ORDER BY starts_on, id",
    "programmes": f"""
        SELECT t.*, m.slug AS municipality FROM plans_programme t JOIN organisations_municipality m
        ON m.id = t.municipality_id WHERE t.id IN (
            SELECT m.programme_id FROM {OF_TREE} WHERE p.plan_id = %(plan)s
        ) ORDER BY t.id""",
    "principles": 'SELECT * FROM plans_principle WHERE plan_id = %(plan)s ORDER BY "order", id',
    "goals": """
        SELECT g.* FROM plans_principle p JOIN plans_goal g ON g.principle_id = p.id WHERE p.plan_id = %(plan)s
        ORDER BY g."order", g.id""",
    "measures": f'SELECT m.* FROM {OF_TREE} WHERE p.plan_id = %(plan)s ORDER BY m."order", m.id',
    "responsibilities": f"""
        SELECT r.* FROM {OF_TREE} JOIN plans_responsibility r ON r.measure_id = m.id WHERE p.plan_id = %(plan)s
        ORDER BY r.is_leading DESC, r.id""",
    "concerned": f"""
        SELECT c.* FROM {OF_TREE} JOIN plans_measure_partners c ON c.measure_id = m.id WHERE p.plan_id = %(plan)s
        ORDER BY c.partner_id""",
    "uses": 'SELECT * FROM plans_planindicator WHERE plan_id = %(plan)s ORDER BY "order", id',
    "indicators": """
        SELECT i.*, m.slug AS municipality FROM indicators_indicator i JOIN organisations_municipality m
        ON m.id = i.municipality_id
        WHERE i.id IN (SELECT u.indicator_id FROM plans_planindicator u WHERE u.plan_id = %(plan)s)""",
    "dimensions": """
        SELECT t.indicator_id, d.key FROM indicators_indicator_dimensions t JOIN indicators_dimension d
        ON d.id = t.dimension_id JOIN plans_planindicator u ON u.indicator_id = t.indicator_id
        WHERE u.plan_id = %(plan)s ORDER BY d.key""",
    "use_measures": """
        SELECT t.* FROM plans_planindicator_measures t JOIN plans_planindicator u ON u.id = t.planindicator_id
        WHERE u.plan_id = %(plan)s ORDER BY t.measure_id""",
    "use_goals": """
        SELECT t.* FROM plans_planindicator_goals t JOIN plans_planindicator u ON u.id = t.planindicator_id
        WHERE u.plan_id = %(plan)s ORDER BY t.goal_id""",
    "reporters": """
        SELECT t.*, a.kind, a.country, a.code FROM plans_reporter t JOIN organisations_area a ON a.id = t.area_id
        JOIN plans_planindicator u ON u.id = t.plan_indicator_id WHERE u.plan_id = %(plan)s ORDER BY t.area_id""",
}
LISTS = (f"(SELECT coalesce(json_agg(part), '[]')::text FROM ({query}) part)" for query in PARTS.values())
STATEMENT = f"SELECT {', '.join(LISTS)}"


def read(plan: Plan) -> Rows:
    """Return the rows by the name of their part; figures as text, because JSON's own numbers may lose digits."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"plan": plan.pk})
        lists = cursor.fetchone()
    return {name: json.loads(text, parse_float=str) for name, text in zip(PARTS, lists, strict=True)}
