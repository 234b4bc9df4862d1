/** The steps that use cases share: decide about a participant on locked facts, and save the decision. */
@NullMarked
package uk.gov.education.training.providerapi.decisions;

import org.jspecify.annotations.NullMarked;
