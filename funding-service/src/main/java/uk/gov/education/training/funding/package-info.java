/** Whose training DfE funds. The classes of this package are what the service can do. */
@NullMarked
package uk.gov.education.training.funding;

import org.jspecify.annotations.NullMarked;
