/**
 * A real Kafka broker and a real Postgres without Docker, for {@code ./start} and for every integration test, and the
 * launcher that runs the whole system on them.
 */
package uk.gov.education.training.local;
