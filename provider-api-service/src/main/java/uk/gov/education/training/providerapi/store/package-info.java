/** The finished documents, one for each lead provider and record, and what they are made of. */
@NullMarked
package uk.gov.education.training.providerapi.store;

import org.jspecify.annotations.NullMarked;
