/** The results of business rules. Depends on Java only, so that every domain package may use it. */
@NullMarked
package uk.gov.education.training.platform.rules;

import org.jspecify.annotations.NullMarked;
