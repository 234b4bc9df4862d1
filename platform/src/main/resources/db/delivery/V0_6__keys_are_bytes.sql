-- A record's key is bytes, and whoever sends what can't be used may use any: a text can't hold all of them, and a tree
-- of keys none that is long.
drop index dead_letters_topic_key_idx;
alter table dead_letters alter column key type bytea using convert_to(key, 'UTF8');
create index on dead_letters using hash (key);

alter table outbox alter column key type bytea using convert_to(key, 'UTF8');
