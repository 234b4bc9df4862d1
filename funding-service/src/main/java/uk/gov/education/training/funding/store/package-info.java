/** The database: the tables of this service, and queries on the facts. */
@NullMarked
package uk.gov.education.training.funding.store;

import org.jspecify.annotations.NullMarked;
