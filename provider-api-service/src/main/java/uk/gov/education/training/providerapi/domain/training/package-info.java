/** The rules for changes that lead providers report about training. */
@NullMarked
package uk.gov.education.training.providerapi.domain.training;

import org.jspecify.annotations.NullMarked;
