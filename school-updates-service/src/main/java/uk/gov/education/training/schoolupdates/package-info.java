/** What schools and DfE support can do: one class per use case, each one transaction. */
@NullMarked
package uk.gov.education.training.schoolupdates;

import org.jspecify.annotations.NullMarked;
