-- A school portal's token can be limited to the schools that it speaks for; null means all of them.
alter table access_tokens add column school_urns text[];
