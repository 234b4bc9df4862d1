-- Every number that leads to a participant: the present one, those from before a correction, and those of records that
-- were merged into this one. A number leads to one person, also when two requests come at once.
create table trns (
    trn            text primary key check (trn ~ '^[0-9]{7}$'),
    participant_id uuid not null references participants on delete cascade,
    unique (trn, participant_id)
);
create index on trns (participant_id);

insert into trns (trn, participant_id) select trn, id from participants;
