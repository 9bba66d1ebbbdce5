"""From bytes to what a document says: text with positions, résumé parts, advertisement parts.

`parsers.opening` is the door: any supported format in, a `parsers.document.Document` out. `parsers.resume` and
`parsers.job` make sense of it. Nothing here knows of models, judgements, HTTP or storage.
"""
