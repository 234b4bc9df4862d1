package uk.gov.education.training.platform.web;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import uk.gov.education.training.platform.web.ApiException.Problem;

/** Limits the size of request bodies, also if their length is not declared. */
@Provider
class BodySizeLimit implements ReaderInterceptor {

    static final long MOST = 64 * 1024;

    private final Uploads uploads;

    BodySizeLimit(Uploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        long most = context.getType() == InputStream.class ? uploads.most() : MOST;
        context.setInputStream(new Limited(context.getInputStream(), most));
        return context.proceed();
    }

    static ApiException tooLarge(long most) {
        return new ApiException(
                413,
                List.of(new Problem("body", "The body has more than " + most / 1024 + " KB. Send a smaller one.")));
    }

    private static final class Limited extends FilterInputStream {

        private final long most;
        private long left;

        Limited(InputStream body, long most) {
            super(body);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = super.read(bytes, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge(most);
            }
        }
    }
}
