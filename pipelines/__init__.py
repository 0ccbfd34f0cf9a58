"""The public verbs: a draft goes in, findings and topic flags come out, decisions become a comment sheet.

>>> import pipelines
>>> draft = pipelines.read_draft("du-thao.docx")
>>> review = pipelines.review_draft(draft, pipelines.load_checklist(), pipelines.load_classifier())
>>> sheet = pipelines.build_sheet(review, decisions, settings)
>>> pipelines.export_sheet(pipelines.Dossier(sheet, review), "phieu", "phieu.docx")

Heavy libraries are imported by the verb that needs them, so that importing this package costs nothing.
"""

import importlib

_HOMES = {
    "read_draft": "pipelines.reading",
    "optional_programs": "pipelines.intake",
    "build_draft": "pipelines.structure",
    "learn": "pipelines.studio.lesson",
    "load_checklist": "pipelines.checklist",
    "scope_note": "pipelines.checklist.cases",
    "load_register": "pipelines.checklist.register",
    "load_classifier": "pipelines.classifier",
    "review_draft": "pipelines.review",
    "shared_judges": "pipelines.judging",
    "topic_classifier": "pipelines.judging",
    "review_json": "pipelines.report",
    "dump_review": "pipelines.storage",
    "load_review": "pipelines.storage",
    "agency_name": "pipelines.titles",
    "list_citations": "pipelines.cited",
    "build_sheet": "pipelines.sheet",
    "printed_basis": "pipelines.sheet",
    "align": "pipelines.rounds",
    "follow": "pipelines.rounds",
    "new_risks": "pipelines.rounds",
    "export_sheet": "pipelines.exports",
    "starter_template": "pipelines.exports.starter",
    "check_template": "pipelines.exports.starter",
    "fields_left_out": "pipelines.exports.starter",
    "paper_fields": "pipelines.exports.fields",
    "TEMPLATE_FIELDS": "pipelines.exports.fields",
    "COMMENT_FIELDS": "pipelines.exports.fields",
    "read_comments": "pipelines.exports.returned",
    "EXPORTS": "pipelines.exports",
    "Dossier": "pipelines.types",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
