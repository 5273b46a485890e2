"""The laboratory in a browser: everything that it does is also a command or a function.

NiceGUI was chosen by trying: like Shiny for Python it shows a first page within seconds and asks nothing of
the world outside, and beside that it holds a library of pictures with patterns for grey (Apache ECharts), and
pages are plain Python from which work is started and ended. From the browser to the runs:

    server.py                    one page, its files, and what is uploaded
    page.py, choose.py, grid.py, tabs/    what is shown, functions over what there is
    session.py                   what one page holds
    parts.py, charts.py, portrait.py, running.py    elements of HTML, pictures, work in sight
    moves.py, table.py           what sliders move; a member table that is mended
    work.py, jobs.py             other processes, and what they compute
"""
