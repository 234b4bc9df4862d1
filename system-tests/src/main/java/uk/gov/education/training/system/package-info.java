/** Tools for tests of the whole system over REST and on its topics. */
@NullMarked
package uk.gov.education.training.system;

import org.jspecify.annotations.NullMarked;
