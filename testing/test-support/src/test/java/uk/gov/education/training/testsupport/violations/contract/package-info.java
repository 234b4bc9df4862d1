/** Classes that break the architecture rules, for the test of the rules. */
@NullMarked
package uk.gov.education.training.testsupport.violations.contract;

import org.jspecify.annotations.NullMarked;
