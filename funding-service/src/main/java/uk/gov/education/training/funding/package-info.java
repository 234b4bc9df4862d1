/** The use cases of the funding service: whose training DfE funds, and what it pays lead providers. */
@NullMarked
package uk.gov.education.training.funding;

import org.jspecify.annotations.NullMarked;
