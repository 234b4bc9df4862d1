/** Everything that this service knows about a participant, loaded from each owner's facts. */
@NullMarked
package uk.gov.education.training.providerapi.facts;

import org.jspecify.annotations.NullMarked;
