-- Offsets count places. A client that pages through what changed must not lose a record over a page boundary, so what
-- isn't in such a list any more keeps its place: a document that is gone leaves its row, empty, and one that is now found
-- by another filter is counted by the old one too.
alter table provider_documents alter column document drop not null;

-- every tag that the document has or once had
alter table provider_documents add column tags_ever text[] not null default '{}';
update provider_documents set tags_ever = tags;
