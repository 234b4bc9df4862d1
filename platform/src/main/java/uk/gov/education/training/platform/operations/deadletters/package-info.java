/** Dead letters: looked at, replayed once they can be applied, or discarded. */
@NullMarked
package uk.gov.education.training.platform.operations.deadletters;

import org.jspecify.annotations.NullMarked;
