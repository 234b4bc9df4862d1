/** The history of one participant, rebuilt from the topics. */
@NullMarked
package uk.gov.education.training.providerapi.timeline;

import org.jspecify.annotations.NullMarked;
