-- Alerts are derived from what the instances report, and what stands is on their topic.
delete from facts where topic = 'operations-alerts';
