"""Facts as JSON-LD: annotations of the W3C Web Annotation vocabulary with the provenance of PROV-O."""

import json
from pathlib import Path
from typing import Any

from fangzhi.present.export_files import complete, folder_for
from fangzhi.store.atlas import Atlas
from fangzhi.store.export import cited_facts, other_table
from fangzhi.store.parts import EVIDENCE_COLUMNS, KINDS

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "fangzhi": "urn:fangzhi:",
        "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
        "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
        "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
        "endedAtTime": {"@id": "prov:endedAtTime", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    },
]
_ACTIVITY, _AGENT = "urn:fangzhi:build", "urn:fangzhi:software"
_NOT_IN_BODY = {*EVIDENCE_COLUMNS, "document_title", "document_url", "document_published"}


def export_jsonld(atlas: str | Path, folder: str | Path) -> tuple[Path, ...]:
    """Write ``facts.jsonld``; the paths written.

    Each fact is an annotation: its body what is said, its target the document with the exact quote (prefix and
    suffix) and the range of code points, end exclusive. Documents, the build and the software are PROV entities.
    """
    path = folder_for(folder) / "facts.jsonld"
    with Atlas(atlas) as opened:
        about = opened.about()
        nodes: list[dict[str, Any]] = [
            {"id": _AGENT, "type": "prov:SoftwareAgent", "dcterms:title": f"fangzhi {about['fangzhi_version']}"},
            {
                "id": _ACTIVITY,
                "type": "prov:Activity",
                "wasAssociatedWith": _AGENT,
                "endedAtTime": about["built_at"],
                "fangzhi:lexicon_sha256": about["lexicon_sha256"],
            },
        ]
        nodes += [_document(row) for row in other_table(opened, "document")]
        nodes += [_annotation(kind, row) for kind in KINDS for row in cited_facts(opened, kind)]
    with complete(path) as aside, aside.open("w", encoding="utf-8") as handle:
        handle.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n')
        handle.write(",\n".join(json.dumps(node, ensure_ascii=False, default=str) for node in nodes))
        handle.write("\n]}\n")
    return (path,)


def document_iri(document_id: str) -> str:
    """The name of a document in the graph."""
    return f"urn:fangzhi:document:{document_id}"


def _document(row: dict[str, Any]) -> dict[str, Any]:
    said = {
        "dcterms:title": row["title"],
        "dcterms:issued": row["published"],
        "dcterms:publisher": row["publisher"],
        "dcterms:source": row["url"],
        "dcterms:license": row["licence"],
        "dcterms:language": row["language"],
        "fangzhi:text_sha256": row["text_sha256"],
        "fangzhi:region": row["region"],
        "fangzhi:kind": row["kind"],
    }
    present = {name: value for name, value in said.items() if value is not None}
    return {"id": document_iri(row["document_id"]), "type": "prov:Entity", **present}


def _annotation(kind: str, row: dict[str, Any]) -> dict[str, Any]:
    source = document_iri(row["document_id"])
    body = {f"fangzhi:{name}": value for name, value in row.items() if name not in _NOT_IN_BODY and value is not None}
    area = {f"fangzhi:{name}": row[name] for name in ("region", "region_code", "rule", "confidence") if row[name]}
    return {
        "id": f"urn:fangzhi:fact:{row['fact_id']}",
        "type": "Annotation",
        "wasDerivedFrom": source,
        "wasGeneratedBy": _ACTIVITY,
        "body": {"type": f"fangzhi:{kind}", **area, **body},
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": row["quote"],
                    "prefix": row["prefix"],
                    "suffix": row["suffix"],
                },
                {"type": "TextPositionSelector", "start": row["span_start"], "end": row["span_end"]},
            ],
        },
    }
