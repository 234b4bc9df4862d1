-- The line of a link in the newest links file, for the notes of its import.
alter table school_links add column line bigint not null default 0;
