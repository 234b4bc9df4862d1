/** What this service looks up and keeps in its database, beside the facts. */
@NullMarked
package uk.gov.education.training.funding.store;

import org.jspecify.annotations.NullMarked;
