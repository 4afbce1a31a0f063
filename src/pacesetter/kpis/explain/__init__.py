"""Explain: for any figure the activities that counted, and those near it that did not, each with the reason.

explanation = explain(book, member_id, kpi_id, period.starts_on, period.ends_on)
more = pages.counted(book, explanation.numerator.rule, after=explanation.numerator.counted.after)
"""

from pacesetter.kpis.explain import pages
from pacesetter.kpis.explain.explain import Explained, Explanation, explain
from pacesetter.kpis.explain.judge import Candidate, reason_against, weight_of
from pacesetter.kpis.explain.page import PAGE_SIZE, ExplainedActivity, Page
from pacesetter.kpis.explain.reason import Reason
from pacesetter.kpis.explain.rule import CountingRule, counting_rules

__all__ = [
    "PAGE_SIZE",
    "Candidate",
    "CountingRule",
    "Explained",
    "ExplainedActivity",
    "Explanation",
    "Page",
    "Reason",
    "counting_rules",
    "explain",
    "pages",
    "reason_against",
    "weight_of",
]
