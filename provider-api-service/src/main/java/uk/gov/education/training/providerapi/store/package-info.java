/** SQL for the documents that lead providers read, and for the data that the documents are rendered from. */
@NullMarked
package uk.gov.education.training.providerapi.store;

import org.jspecify.annotations.NullMarked;
