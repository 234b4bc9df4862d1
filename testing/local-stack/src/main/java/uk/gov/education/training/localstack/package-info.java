/**
 * A real Kafka broker and a real Postgres as processes, without Docker. Used by {@code ./start} and by integration
 * tests.
 */
package uk.gov.education.training.localstack;
