-- An owner says again how things stand, above whatever lies on its topic.
alter table readings add column topic text;
alter table readings drop constraint readings_kind_check;
alter table readings add constraint readings_kind_check check (kind in ('rebuild', 'check', 'republication'));
