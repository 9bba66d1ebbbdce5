"""What goes by which name, and what serves for what: tools, credentials, acronyms and everyday words for work.

Our own data are the YAML files under `data/`; names and codes of ESCO and O*NET are added when building
(`python -m embeddings.taxonomy.build`). Only the compiled files are read at run time, on the first question.
"""

from embeddings.taxonomy.finding import terms_in
from embeddings.taxonomy.model import Link, Mention, Relation, Term
from embeddings.taxonomy.relations import belongs_to, links, related, relation
from embeddings.taxonomy.wording import expansions

__all__ = [
    "Link",
    "Mention",
    "Relation",
    "Term",
    "belongs_to",
    "expansions",
    "links",
    "related",
    "relation",
    "terms_in",
]
