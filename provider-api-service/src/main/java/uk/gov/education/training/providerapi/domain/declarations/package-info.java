/** The rules for submitting and voiding declarations. */
@NullMarked
package uk.gov.education.training.providerapi.domain.declarations;

import org.jspecify.annotations.NullMarked;
