/** The console of DfE operations: pages at {@code /operations} that work without scripts. */
@NullMarked
package uk.gov.education.training.console;

import org.jspecify.annotations.NullMarked;
