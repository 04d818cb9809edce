"""All forms of a document behind one port; the heavy libraries are loaded where they are used."""

from collections.abc import Iterable, Sequence

from chalicelib.domain.sheets import Document, FileKind


class FileRenderer:
    """Implements ports.Renderer."""

    def render(self, kind: FileKind, document: Document) -> bytes:
        """The document as such a file; the same document gives the same bytes."""
        if kind is FileKind.PDF:
            from chalicelib.adapters.documents.pdf import to_pdf  # noqa: PLC0415 - cold start

            return to_pdf(document)
        if kind is FileKind.XLSX:
            from chalicelib.adapters.documents.xlsx import to_xlsx  # noqa: PLC0415 - cold start

            return to_xlsx(document)
        from chalicelib.adapters.documents.csv import to_csv  # noqa: PLC0415 - cold start

        return to_csv(document)

    def table(self, rows: Iterable[Sequence[int | str]]) -> bytes:
        """Rows as CSV."""
        from chalicelib.adapters.documents.csv import csv_of  # noqa: PLC0415 - cold start

        return csv_of(rows)
