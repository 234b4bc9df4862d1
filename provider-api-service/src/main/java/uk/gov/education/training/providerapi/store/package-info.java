/** The finished documents, one for each lead provider and participant. */
@NullMarked
package uk.gov.education.training.providerapi.store;

import org.jspecify.annotations.NullMarked;
