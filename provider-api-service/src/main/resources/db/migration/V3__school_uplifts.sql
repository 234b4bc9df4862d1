-- The uplifts of schools that have any. Training refers to a school by its URN. When that is replaced, training follows
-- a moment later, so the uplifts stay under the former URN too.
create table school_uplifts (
    school_id     uuid    not null,
    urn           text    not null,
    cohort        integer not null,
    pupil_premium boolean not null,
    sparsity      boolean not null,
    primary key (school_id, urn, cohort)
);
create index on school_uplifts (urn);
