/**
 * A real Kafka broker and a real Postgres without Docker, as processes: for {@code ./start} and for every integration
 * test.
 */
package uk.gov.education.training.localstack;
