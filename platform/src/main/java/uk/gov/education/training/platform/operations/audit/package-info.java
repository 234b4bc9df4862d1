/** What operations have done, by whom, and when. */
@NullMarked
package uk.gov.education.training.platform.operations.audit;

import org.jspecify.annotations.NullMarked;
