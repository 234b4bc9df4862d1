-- The contract periods are a few facts among those about every participant, and each refresh of schools reads them.
create index on facts (key) where topic = 'contract-periods';
