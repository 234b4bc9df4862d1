/** What operations have done, by whom, and when. */
@NullMarked
package uk.gov.education.training.events.operations.acts;

import org.jspecify.annotations.NullMarked;
