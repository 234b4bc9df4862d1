/** All stored facts about a participant, loaded from each service that owns some. */
@NullMarked
package uk.gov.education.training.providerapi.facts;

import org.jspecify.annotations.NullMarked;
