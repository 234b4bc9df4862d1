/**
 * The results of business rules, and rules that several services share. Depends on Java and the contract only, so that
 * every domain package may use it.
 */
@NullMarked
package uk.gov.education.training.platform.rules;

import org.jspecify.annotations.NullMarked;
