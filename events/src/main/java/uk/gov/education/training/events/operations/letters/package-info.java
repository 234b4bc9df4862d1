/** Dead letters: looked at, replayed once they can be applied, or discarded. */
@NullMarked
package uk.gov.education.training.events.operations.letters;

import org.jspecify.annotations.NullMarked;
