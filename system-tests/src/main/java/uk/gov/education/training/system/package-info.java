/** The system seen from outside, as those who use it see it: over REST and on its topics. */
@NullMarked
package uk.gov.education.training.system;

import org.jspecify.annotations.NullMarked;
