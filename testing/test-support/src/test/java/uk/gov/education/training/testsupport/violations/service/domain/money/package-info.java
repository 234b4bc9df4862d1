/** Classes that break the architecture rules, for the test of the rules. */
@NullMarked
package uk.gov.education.training.testsupport.violations.service.domain.money;

import org.jspecify.annotations.NullMarked;
