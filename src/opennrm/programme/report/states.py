"""How far a report is. Pure."""

__all__ = ["APPROVED", "DRAFT", "IN_COMMENT", "PUBLISHED"]

DRAFT, IN_COMMENT, APPROVED, PUBLISHED = "draft", "in_comment", "approved", "published"
