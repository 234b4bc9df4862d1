-- Whoever begins early in contract period 2026 on one of these may be declared from its first day, not from September.
-- PublishCatalogue publishes the correction, and that of the contract periods that were opened as copies.
update milestones set start_date = '2026-06-01'
where year = 2026
  and identifier in ('ecf-extended-september', 'ecf-reduced-september', 'ecf-replacement-september')
  and start_date = '2026-09-01';
